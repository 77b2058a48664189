"""Workbooks made by hand as Excel encrypts them: .xls (XOR, RC4, RC4 CryptoAPI) and .xlsx (standard, agile).

The ciphers are written from [MS-OFFCRYPTO], not taken from the library that reads them; only agile and the
keys of XOR are that library's own.
"""

import hashlib
import io
import struct
from collections.abc import Mapping

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.method.xor_obfuscation import DocumentXOR

OWN = "VelvetSweatshop"
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def ole(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with these streams in its root, each of at least 4096 bytes (none in the mini stream)."""
    order = sorted(streams, key=lambda name: (len(name), name.upper()))
    body, starts, chain = b"", {}, list[int]()
    for name in order:
        content = streams[name].ljust(4096, b"\0")
        content += b"\0" * (-len(content) % 512)
        starts[name] = len(chain)
        chain += [*range(len(chain) + 1, len(chain) + len(content) // 512), END]
        body += content
    slots = -(-(len(order) + 1) // 4) * 4
    directory_sectors = slots // 4
    tables = 1
    while tables * 128 < tables + directory_sectors + len(chain):
        tables += 1
    first = tables + directory_sectors
    fat = [FAT] * tables + [*range(tables + 1, tables + directory_sectors), END]
    fat += [number if number == END else number + first for number in chain]
    fat += [FREE] * (tables * 128 - len(fat))

    def entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
        wide = name.encode("utf-16-le")
        head = wide.ljust(64, b"\0") + struct.pack("<HBB3L", len(wide) + 2, kind, 1, FREE, right, child)
        return head + bytes(36) + struct.pack("<LQ", start, size)

    entries = entry("Root Entry", 5, FREE, 1, END, 0)
    for number, name in enumerate(order, start=1):
        right = number + 1 if number < len(order) else FREE
        entries += entry(name, 2, right, FREE, starts[name] + first, max(len(streams[name]), 4096))
    entries += bytes(128) * (slots - len(order) - 1)
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    head += struct.pack("<5H6x9L", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, tables, 0, 4096, END, 0, END, 0)
    head += struct.pack("<109L", *range(tables), *[FREE] * (109 - tables))
    return head + struct.pack(f"<{len(fat)}L", *fat) + entries + body


def xls(text: str, lock: str = "", password: str = OWN) -> bytes:
    """An .xls ([MS-XLS]) with one text in A1 of the sheet `S`; `lock` is `xor`, `rc4` or `rc4-api`."""
    wide = text.encode("utf-16-le")
    cell = struct.pack("<4HB", 0, 0, 0, len(text), 1) + wide
    sheet = [
        (0x809, struct.pack("<4H2L", 0x600, 0x10, 0xDBB, 0x7CC, 0x41, 6)),
        (0x200, struct.pack("<2L3H", 0, 1, 0, 1, 0)),
        (0x204, cell),
        (0xFFE, bytes(4096)),  # a record that nobody knows: short streams are kept in another way
        (0x0A, b""),
    ]
    salt, array = bytes(range(16)), DocumentXOR.create_xor_array_method1(password)
    filepass = {
        "": b"",
        "xor": struct.pack("<3H", 0, DocumentXOR.create_xor_key_method1(password), _xor_verifier(password)),
        "rc4": struct.pack("<3H", 1, 1, 1) + salt + _verifier(_rc4_key(password, salt, 0), hashlib.md5),
        "rc4-api": struct.pack("<3H", 1, 4, 2) + _api_info(password, salt),
    }[lock]
    book = [
        (0x809, struct.pack("<4H2L", 0x600, 5, 0xDBB, 0x7CC, 0x41, 6)),
        *([(0x2F, filepass)] if lock else []),
        (0x42, struct.pack("<H", 1200)),
        (0x85, bytes(6) + b"\x01\x00S"),
        (0x0A, b""),
    ]
    place = sum(4 + len(content) for _, content in book)
    book[-2] = (0x85, struct.pack("<L", place) + book[-2][1][4:])
    stream = bytearray()
    for number, content in (*book, *sheet):
        start = len(stream) + 4
        stream += struct.pack("<2H", number, len(content)) + content
        if number in (0x809, 0x2F) or not lock:
            continue
        plain = 4 if number == 0x85 else 0
        for at in range(start + plain, start + len(content)):
            if lock == "xor":
                rolled = (stream[at] << 5 | stream[at] >> 3) & 0xFF
                # The place in the array: that of the byte in the stream and the length of its record.
                stream[at] = rolled ^ array[(at + len(content)) % 16]
            else:
                key = _rc4_key(password, salt, at // 1024) if lock == "rc4" else _api_key(password, salt, at // 1024)
                stream[at] ^= _rc4(key, bytes(1024))[at % 1024]
    return ole({"Workbook": bytes(stream)})


def xlsx_standard(data: bytes, password: str = OWN) -> bytes:
    """An .xlsx as Excel 2007 encrypts it (2.3.4.5 to 2.3.4.9)."""
    salt, verifier = bytes(range(16)), bytes(range(16, 32))
    digest = hashlib.sha1(salt + password.encode("utf-16-le")).digest()
    for number in range(50_000):
        digest = hashlib.sha1(struct.pack("<L", number) + digest).digest()
    final = hashlib.sha1(digest + bytes(4)).digest()
    inner = bytes(one ^ 0x36 for one in final.ljust(64, b"\0"))
    aes = Cipher(algorithms.AES(hashlib.sha1(inner).digest()[:16]), modes.ECB()).encryptor()
    name = "Microsoft Enhanced RSA and AES Cryptographic Provider\0".encode("utf-16-le")
    header = struct.pack("<8L", 0x24, 0, 0x660E, 0x8004, 128, 0x18, 0, 0) + name
    info = struct.pack("<2HLL", 3, 2, 0x24, len(header)) + header
    info += struct.pack("<L", 16) + salt + aes.update(verifier)
    info += struct.pack("<L", 20) + aes.update(hashlib.sha1(verifier).digest().ljust(32, b"\0"))
    package = struct.pack("<Q", len(data)) + aes.update(data + bytes(-len(data) % 16))
    return ole({"EncryptionInfo": info, "EncryptedPackage": package})


def xlsx_agile(data: bytes, password: str = OWN) -> bytes:
    """An .xlsx as Excel 2010 and later encrypt it, by the library that reads it."""
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, out)
    return out.getvalue()


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j, out = [*range(256)], 0, bytearray()
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def _rc4_key(password: str, salt: bytes, block: int) -> bytes:
    first = hashlib.md5(password.encode("utf-16-le")).digest()[:5]
    second = hashlib.md5((first + salt) * 16).digest()[:5]
    return hashlib.md5(second + struct.pack("<L", block)).digest()


def _api_key(password: str, salt: bytes, block: int) -> bytes:
    first = hashlib.sha1(salt + password.encode("utf-16-le")).digest()
    return hashlib.sha1(first + struct.pack("<L", block)).digest()[:16]


def _verifier(key: bytes, digest) -> bytes:
    verifier = bytes(range(16, 32))
    return _rc4(key, verifier + digest(verifier).digest())


def _api_info(password: str, salt: bytes) -> bytes:
    name = "Microsoft Enhanced Cryptographic Provider v1.0\0".encode("utf-16-le")
    header = struct.pack("<8L", 4, 0, 0x6801, 0x8004, 128, 1, 0, 0) + name
    checked = _verifier(_api_key(password, salt, 0), hashlib.sha1)
    return (
        struct.pack("<2L", 4, len(header))
        + header
        + struct.pack("<L", 16)
        + salt
        + checked[:16]
        + struct.pack("<L", 20)
        + checked[16:]
    )


def _xor_verifier(password: str) -> int:
    verifier = 0
    for letter in reversed([len(password), *password.encode()]):
        verifier = ((verifier >> 14 & 1) | (verifier << 1 & 0x7FFF)) ^ letter
    return verifier ^ 0xCE4B
