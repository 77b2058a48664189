"""Words that made-up organisations are built of: names, perangkat daerah, products, results; data only.

All people are invented. Every family name is a word for something made up (Contoh, Misalan, Rekaan, ...).
"""

from typing import NamedTuple


class KataPd(NamedTuple):
    """A perangkat daerah: code, name, its head's post, size relative to the others, topics of its bidang.

    `cabang` names its many small units (schools, puskesmas), `objek` what those deal with; empty where it has none.
    """

    kode: str
    nama: str
    jabatan: str
    bobot: int
    cabang: str
    objek: str
    topik: tuple[str, ...]


# The first ones are of very different sizes, so that a small pemda is mixed, too.
_PD = """
BKPSDM   | Badan Kepegawaian dan Pengembangan SDM | | 95 | |
         | Mutasi dan Promosi; Pengembangan Kompetensi; Penilaian Kinerja; Data Kepegawaian
DISDIK   | Dinas Pendidikan | | 6200 | SD Negeri Contoh | pembelajaran
         | Pembinaan Sekolah Dasar; Pembinaan Sekolah Menengah; Tenaga Pendidik; Pendidikan Anak Usia Dini
DINKES   | Dinas Kesehatan | | 3900 | Puskesmas Contoh | pelayanan kesehatan dasar
         | Kesehatan Masyarakat; Pencegahan Penyakit; Pelayanan Kesehatan; Sumber Daya Kesehatan
BRIDA    | Badan Riset dan Inovasi Daerah | | 45 | | | Riset Terapan; Inovasi Daerah
PUPR     | Dinas Pekerjaan Umum dan Penataan Ruang | | 420 | |
         | Bina Marga; Cipta Karya; Sumber Daya Air; Penataan Ruang
RSUD     | Rumah Sakit Umum Daerah Contoh | Direktur | 1500 | Instalasi Contoh | pelayanan rujukan
         | Pelayanan Medik; Keperawatan; Penunjang Medik; Rekam Medis
KEC-1    | Kecamatan Contoh Utara | Camat Contoh Utara | 60 | Kelurahan Contoh | pelayanan kelurahan
         | Ketenteraman Wilayah; Pemberdayaan Kelurahan
ITDA     | Inspektorat Daerah | Inspektur | 75 | | | Pengawasan Pemerintahan; Pengawasan Keuangan; Pencegahan Korupsi
SETWAN   | Sekretariat DPRD | Sekretaris DPRD | 70 | | | Persidangan; Risalah; Hubungan Masyarakat
PERKIM   | Dinas Perumahan dan Kawasan Permukiman | | 120 | | | Perumahan Rakyat; Kawasan Permukiman; Pertanahan
SATPOLPP | Satuan Polisi Pamong Praja | Kepala Satuan | 480 | Regu Contoh | ketertiban umum
         | Penegakan Peraturan; Ketertiban Umum; Perlindungan Masyarakat
BPBD     | Badan Penanggulangan Bencana Daerah | | 90 | | | Kesiapsiagaan; Kedaruratan; Rehabilitasi
DAMKAR   | Dinas Pemadam Kebakaran | | 260 | Pos Damkar Contoh | penyelamatan warga
         | Pencegahan Kebakaran; Pemadaman; Sarana Penyelamatan
DINSOS   | Dinas Sosial | | 140 | | | Rehabilitasi Sosial; Jaminan Sosial; Pemberdayaan Sosial
DISNAKER | Dinas Tenaga Kerja | | 130 | | | Pelatihan Kerja; Penempatan Kerja; Hubungan Industrial
P3A      | Dinas Pemberdayaan Perempuan dan Perlindungan Anak | | 85 | | | Kesetaraan Gender; Perlindungan Anak
PANGAN   | Dinas Ketahanan Pangan | | 80 | | | Ketersediaan Pangan; Keamanan Pangan
DLH      | Dinas Lingkungan Hidup | | 350 | Bank Sampah Contoh | pengelolaan sampah
         | Tata Lingkungan; Pengelolaan Sampah; Pengendalian Pencemaran
DUKCAPIL | Dinas Kependudukan dan Pencatatan Sipil | | 110 | |
         | Pendaftaran Penduduk; Pencatatan Sipil; Informasi Kependudukan
PMD      | Dinas Pemberdayaan Masyarakat dan Desa | | 75 | | | Pemerintahan Desa; Ekonomi Desa
DPPKB    | Dinas Pengendalian Penduduk dan KB | | 180 | Balai Penyuluhan KB Contoh | penyuluhan keluarga
         | Pengendalian Penduduk; Keluarga Berencana; Ketahanan Keluarga
DISHUB   | Dinas Perhubungan | | 300 | Terminal Contoh | angkutan | Lalu Lintas; Angkutan Jalan; Keselamatan Jalan
KOMINFO  | Dinas Komunikasi dan Informatika | | 110 | | | Komunikasi Publik; Aplikasi Informatika; Persandian; Statistik
DISKOP   | Dinas Koperasi dan Usaha Kecil | | 90 | | | Pemberdayaan Koperasi; Usaha Mikro
DPMPTSP  | Dinas Penanaman Modal dan Pelayanan Terpadu | | 95 | |
         | Promosi Penanaman Modal; Pelayanan Perizinan; Pengaduan Layanan
DISPORA  | Dinas Kepemudaan dan Olahraga | | 75 | | | Pemberdayaan Pemuda; Prestasi Olahraga
DISBUD   | Dinas Kebudayaan | | 85 | | | Cagar Budaya; Kesenian; Sejarah Daerah
DISPUSIP | Dinas Perpustakaan dan Kearsipan | | 70 | | | Layanan Perpustakaan; Pembinaan Kearsipan
DKP      | Dinas Kelautan dan Perikanan | | 110 | | | Perikanan Tangkap; Perikanan Budidaya; Pengolahan Hasil Laut
DISPAR   | Dinas Pariwisata | | 90 | | | Destinasi Wisata; Pemasaran Wisata; Ekonomi Kreatif
DISTAN   | Dinas Pertanian | | 460 | Balai Penyuluhan Tani Contoh | penyuluhan pertanian
         | Tanaman Pangan; Hortikultura; Perkebunan; Prasarana Pertanian
DISNAK   | Dinas Peternakan | | 140 | | | Kesehatan Hewan; Produksi Ternak
DISDAG   | Dinas Perindustrian dan Perdagangan | | 180 | Pasar Contoh | pengelolaan pasar
         | Industri Kecil; Perdagangan Dalam Negeri; Metrologi
BAPPEDA  | Badan Perencanaan Pembangunan Daerah | | 105 | |
         | Perencanaan Makro; Pemerintahan dan Sosial; Ekonomi dan Prasarana
BKAD     | Badan Keuangan dan Aset Daerah | | 130 | | | Anggaran; Perbendaharaan; Akuntansi; Aset Daerah
BAPENDA  | Badan Pendapatan Daerah | | 190 | | | Pendataan Pajak; Penagihan Pajak; Pengembangan Pendapatan
KESBANG  | Badan Kesatuan Bangsa dan Politik | | 45 | | | Wawasan Kebangsaan; Kewaspadaan Daerah
HUBUNG   | Badan Penghubung Daerah | | 30 | | | Promosi Daerah; Pelayanan Perwakilan
KEC-2    | Kecamatan Contoh Selatan | Camat Contoh Selatan | 55 | Kelurahan Contoh | pelayanan kelurahan
         | Ketenteraman Wilayah; Pemberdayaan Kelurahan
"""


def _pd(baris: str) -> KataPd:
    kode, nama, jabatan, bobot, cabang, objek, topik = (satu.strip() for satu in baris.split("|"))
    return KataPd(kode, nama, jabatan or f"Kepala {nama}", int(bobot), cabang, objek, tuple(topik.split("; ")))


PD = tuple(_pd(baris) for baris in _PD.replace("\n ", " ").strip().splitlines())  # a blank in front: the line goes on
SUBBAGIAN = ("Perencanaan dan Pelaporan", "Keuangan dan Aset", "Umum dan Kepegawaian", "Tata Usaha", "Rumah Tangga")
LINGKUP_TIM = ("Perencanaan", "Data dan Informasi", "Pembinaan", "Pengawasan", "Pelayanan", "Evaluasi", "Kemitraan")
LINGKUP_SUBTIM = ("Verifikasi", "Lapangan", "Dokumentasi", "Penyuluhan", "Pelaporan")

PRIA = (
    "Adi Agus Andika Anton Bagas Bambang Bayu Budi Candra Damar Dedi Dimas Eko Fajar Ferdinan Galih Gilang Hendra "
    "Heri Indra Irwan Joko Kornelis Krisna Lukas Made Markus Nyoman Oktavianus Petrus Raka Rangga Rizal Satria Slamet "
    "Stefanus Taufik Wahyu Yohanes Yosua Yusuf Zainal"
).split()
WANITA = (
    "Adelina Ana Anisa Astuti Bunga Citra Dahlia Dewi Dian Elisabet Endang Fitri Gita Hana Indah Intan Kartika "
    "Kristina Lestari Lidia Maria Maya Mega Melati Nadia Nur Putri Rahma Ratna Rina Rosalina Sari Sekar Siti Sri "
    "Theresia Tuti Wulan Yanti Yuliana Yuni Yunita"
).split()
TENGAH = (
    "Angkasa Bahari Bintang Cahaya Cakrawala Cendana Delima Embun Fajar Gemilang Harapan Jaya Kencana Lazuardi Mentari "
    "Merpati Mutiara Pagi Pelangi Permata Purnama Rembulan Rimba Samudra Sejati Senja Surya Telaga Utama Wijaya"
).split()
BELAKANG = (
    "Contoh Misalan Percontohan Umpama Rekaan Karangan Khayalan Andaian Ibarat Fiktif Tiruan Purwarupa Sampel Ujicoba "
    "Latihan Simulasi Seandainya Syahdan Semisal Peraga Dongeng Hikayat Legenda Bayangan Cuplikan Boneka Wayang Lakon "
    "Sandiwara Teladan Perumpamaan Khayali Tokoh-Rekaan O'Contoh"
).split()

# (golongan as printed, titles that go with it), by rank of the post: 1 the head of a perangkat daerah, 4 everybody else.
GOLONGAN = {
    1: ("Pembina Utama Muda, IV/c", "Pembina Tk. I, IV/b"),
    2: ("Pembina Tk. I, IV/b", "Pembina, IV/a", "Penata Tk. I, III/d"),
    3: ("Penata Tk. I, III/d", "Penata, III/c"),
    4: ("Penata, III/c", "Penata Muda Tk. I, III/b", "Penata Muda, III/a", "Pengatur, II/c", "Pengatur Muda, II/a"),
}
GOLONGAN_PPPK = ("V", "VII", "IX", "X")
# What takes the place of a golongan that a jabatan cannot have, by the end of its title.
GOLONGAN_JABATAN = {
    "Ahli Pertama": {
        "Pengatur, II/c": "Penata Muda, III/a", "Pengatur Muda, II/a": "Penata Muda, III/a", "V": "IX", "VII": "IX",
    },
    "Terampil": {
        "Penata, III/c": "Pengatur Tk. I, II/d", "Penata Muda Tk. I, III/b": "Pengatur Tk. I, II/d", "IX": "VII", "X": "VII",
    },
}  # fmt: skip
GELAR = {
    1: ("Dr. {}, M.Si.", "Ir. {}, M.M.", "{}, S.H., M.H.", "Drs. {}, M.Si."),
    2: ("{}, S.STP., M.Si.", "{}, S.E., M.M.", "{}, S.T.", "Ir. {}"),
    3: ("{}, S.Sos.", "{}, S.Kom.", "{}, S.E.", "{}, S.T."),
    4: ("{}, S.E.", "{}, S.Kom.", "{}, A.Md.", "{}, S.Pd.", "{}", "{}", "{}, S.A.P."),
}
# (jabatan, jenis jabatan) of people who lead no unit; the first ones lead a group of colleagues.
JABATAN_KETUA = (
    ("Analis Kebijakan Ahli Muda", "Fungsional Keahlian"),
    ("Subkoordinator/Perencana Ahli Muda", "Fungsional Keahlian"),
    ("Pranata Komputer Ahli Muda", "Fungsional Keahlian"),
)
JABATAN = (
    ("Analis SDM Aparatur Ahli Pertama", "Fungsional Keahlian"),
    ("Perencana Ahli Pertama", "Fungsional Keahlian"),
    ("Pranata Komputer Terampil", "Fungsional Keterampilan"),
    ("Arsiparis Terampil", "Fungsional Keterampilan"),
    ("Pengelola Data", "Pelaksana"),
    ("Pengadministrasi Umum", "Pelaksana"),
    ("Penyuluh", "Pelaksana"),
    ("Bendahara", "Pelaksana"),
)
JENIS_PIMPINAN = {1: "JPT Pratama", 2: "Administrator", 3: "Pengawas", 4: "Fungsional Keahlian"}

PRODUK = (
    "Layanan {}", "Data dan informasi {} yang mutakhir", "Laporan pelaksanaan {}", "Rekomendasi teknis {}",
    "Pedoman {}", "Bimbingan teknis {}", "Rencana kerja {}", "Hasil pengawasan {}", "Sistem informasi {}",
    "Fasilitasi {} bagi perangkat daerah", "Dokumen evaluasi {}", "Forum koordinasi {}",
)  # fmt: skip
PRODUK_PEMDA = (
    "Tata kelola pemerintahan yang bersih", "Pelayanan publik yang merata", "Sumber daya manusia yang unggul",
    "Prasarana daerah yang memadai", "Ekonomi daerah yang tumbuh", "Lingkungan hidup yang lestari",
)  # fmt: skip
# A result is one of each: how it comes about, what it is, (the unit's topic,) and perhaps where or for whom.
PEMBUKA = (
    "Tersusunnya Terverifikasinya Termutakhirkannya Tersosialisasikannya Terevaluasinya Terdokumentasikannya "
    "Terpublikasikannya Terarsipkannya Terselesaikannya Tersedianya Terpantaunya Terharmonisasinya Terlaksananya "
    "Terkelolanya Terujinya Terdistribusikannya Tertatanya Terlaporkannya Terintegrasinya Terbahasnya"
).split()
HASIL = (
    "standar pelayanan", "peta jalan", "rencana aksi", "instrumen survei", "modul pelatihan", "nota kesepahaman",
    "daftar penerima manfaat", "pangkalan data", "laporan berkala", "berita acara rapat", "bahan sosialisasi",
    "profil mitra", "hasil kunjungan lapangan", "usulan anggaran", "inventaris sarana", "analisis kebutuhan",
    "jadwal kegiatan", "umpan balik pengguna", "petunjuk teknis", "dokumen pengadaan", "tindak lanjut pengaduan",
    "arsip surat masuk", "agenda pimpinan", "kajian risiko", "indikator kinerja", "prosedur kerja", "peta sebaran",
    "rekapitulasi kehadiran", "kuesioner penerima layanan", "rancangan keputusan", "katalog layanan", "risalah forum",
)  # fmt: skip
LINGKUP = (
    "", " di wilayah utara", " bagi desa tertinggal", " untuk perangkat daerah", " pada akhir tahun", " bagi petani muda",
    " di pulau terluar", " menjelang musim hujan", " bersama perguruan tinggi", " bagi penyandang disabilitas",
    " menurut hasil audit", " sesuai rencana strategis", " dengan anggaran perubahan", " bagi pegawai baru",
    " di kawasan pesisir", " melalui aplikasi daring", " atas permintaan DPRD", " bagi usaha kecil", " tanpa biaya",
    " di kecamatan percontohan", " bagi keluarga prasejahtera", " dalam satu hari kerja", " untuk arsip nasional",
    " bersama kader kelurahan", " selama masa panen", " bagi pelajar berprestasi", " di jalan penghubung",
)  # fmt: skip
# (aspek, indikator about what is counted, target, its numbers from, to)
INDIKATOR = (
    ("Kuantitas", "Jumlah {} yang diselesaikan", "{} dokumen", 4, 48),
    ("Kualitas", "Persentase {} yang sesuai standar", "{}%", 80, 100),
    ("Waktu", "Lama penyelesaian {}", "{} hari kerja", 1, 14),
    ("Biaya", "Anggaran untuk {}", "Rp{}.500.000", 1, 90),
)
UKURAN = (
    "Semua {} diselesaikan tanpa perbaikan ulang", "Penerima layanan menyatakan puas atas {}",
    "Pimpinan dapat memakai {} untuk mengambil keputusan", "Tidak ada {} yang melewati tenggat",
)  # fmt: skip
HANGING = ("Pekerjaan lain dari pimpinan", "Kelancaran kegiatan kantor", "Tugas tambahan panitia")
EKSPEKTASI = (
    "Memberi contoh bagi rekan kerjanya", "Menanggapi permintaan pada hari yang sama", "Berbagi pengetahuan tiap bulan",
)  # fmt: skip
