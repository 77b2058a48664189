// npm install cfb; echo 'isi kecil' > kecil.bin; node buat.js kecil.bin
// Mails of Outlook for the tests, put together stream by stream after [MS-OXMSG], written by the library cfb (npm).
const CFB = require("cfb"), fs = require("fs");
const u16 = t => Buffer.from(t, "utf16le");
function props(header, entries) { return Buffer.concat([header, ...entries]); }
function entry(tag, value) { const b = Buffer.alloc(16); b.writeUInt32LE(tag, 0); b.writeUInt32LE(6, 4); value(b); return b; }
function put(cfb, path, m, top) {
  const entries = [], add = (id, type, data) => {
    CFB.utils.cfb_add(cfb, `${path}/__substg1.0_${id}${type}`, data);
    entries.push(entry(parseInt(id + type, 16), b => b.writeUInt32LE(data.length + (type === "001F" ? 2 : 0), 8)));
  };
  add("001A", "001F", u16(m.cls || "IPM.Note"));
  add("0037", "001F", u16(m.subject));
  if (m.body) add("1000", "001F", u16(m.body));
  if (m.html) add("1013", "0102", Buffer.from(m.html));
  if (m.headers) add("007D", "001F", u16(m.headers));
  if (m.sender) add("0C1F", "001F", u16(m.sender));
  if (m.name) add("0C1A", "001F", u16(m.name));
  if (m.smtp) add("5D01", "001F", u16(m.smtp));
  entries.push(entry(0x3FDE0003, b => b.writeUInt32LE(65001, 8)));
  (m.attached || []).forEach((a, n) => {
    const at = `${path}/__attach_version1.0_#${n.toString(16).padStart(8, "0")}`, ae = [];
    const aadd = (id, type, data) => {
      CFB.utils.cfb_add(cfb, `${at}/__substg1.0_${id}${type}`, data);
      ae.push(entry(parseInt(id + type, 16), b => b.writeUInt32LE(data.length + (type === "001F" ? 2 : 0), 8)));
    };
    if (a.name) aadd("3707", "001F", u16(a.name));
    if (a.data) aadd("3701", "0102", a.data);
    ae.push(entry(0x37050003, b => b.writeUInt32LE(a.mail ? 5 : 1, 8)));
    if (a.mail) { ae.push(entry(0x3701000D, b => b.writeUInt32LE(0xFFFFFFFF, 8))); put(cfb, `${at}/__substg1.0_3701000D`, a.mail, false); }
    CFB.utils.cfb_add(cfb, `${at}/__properties_version1.0`, props(Buffer.alloc(8), ae));
  });
  const head = Buffer.alloc(top ? 32 : 24);
  head.writeUInt32LE((m.attached || []).length, 12); head.writeUInt32LE((m.attached || []).length, 20);
  CFB.utils.cfb_add(cfb, `${path}/__properties_version1.0`, props(head, entries));
}
function write(file, m) {
  const cfb = CFB.utils.cfb_new();
  for (const id of ["00020102", "00030102", "00040102"]) CFB.utils.cfb_add(cfb, `/__nameid_version1.0/__substg1.0_${id}`, Buffer.alloc(id === "00030102" ? 0 : 16));
  put(cfb, "", m, true);
  CFB.utils.cfb_del(cfb, "/\u0001Sh33tJ5");
  fs.writeFileSync(file, CFB.write(cfb, { type: "buffer" }));
}
const form = fs.readFileSync(process.argv[2]);
const headers = "Return-Path: <dinas-a@contoh.test>\r\nFrom: =?utf-8?q?Dinas_A?= <dinas-a@contoh.test>\r\nTo: bkd@contoh.test\r\nSubject: SKP\r\nMessage-ID: <msg-1@contoh.test>\r\nIn-Reply-To: <awal@contoh.test>\r\nDate: Wed, 05 Jan 2022 09:15:00 +0900\r\n";
write("surat.msg", { subject: "SKP dinas A", body: "Terlampir SKP.\r\n", headers, attached: [{ name: "SKP Budi.xlsx", data: form }, { name: "catatan.txt", data: Buffer.from("catatan") }] });
write("diteruskan.msg", { subject: "Fw: SKP", html: "<p>Saya <b>teruskan</b>.</p>", sender: "/O=CONTOH/OU=X/CN=RECIPIENTS/CN=KASUBBAG", name: "Kasubbag", smtp: "kasubbag@contoh.test",
  attached: [{ name: "SKP dinas A", mail: { subject: "SKP dinas A", body: "Terlampir SKP.", headers, attached: [{ name: "SKP Budi.xlsx", data: form }] } }] });
write("cuti.msg", { cls: "IPM.Note.Rules.OofTemplate.Microsoft", subject: "Cuti", body: "Saya sedang cuti.", sender: "budi@contoh.test", name: "Budi" });
