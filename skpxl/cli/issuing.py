"""What `skpxl generate` issues from: accepted SKPs for evaluations, agreed matrices for roles. It writes no form."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from skpxl.cli.call import Call
from skpxl.cli.options import Selection
from skpxl.cli.receiving import find, say_held, settle_copies
from skpxl.cli.screen import progress, say
from skpxl.cli.show import account
from skpxl.errors import SkpxlError, UsageError

if TYPE_CHECKING:
    from skpxl.campaign.products import Reconciled
    from skpxl.campaign.settings import Settings
    from skpxl.findings import Finding
    from skpxl.kinds.kind import Terbitan
    from skpxl.model.kesepakatan import Kesepakatan
    from skpxl.model.unit import Organisasi
    from skpxl.receive.validate import Measure, ReceivedFile


@dataclass(frozen=True)
class Sources:
    """The files that forms are issued from: filled ones, agreed matrices."""

    filled: tuple[Path, ...]
    matriks: tuple[Path, ...]


@dataclass(frozen=True)
class EvaluationSources:
    """What evaluation forms are issued from: the files that came in, whose they are, what the SKPs say of themselves."""

    files: "tuple[ReceivedFile, ...]"
    organisasi: "Organisasi"
    instansi: str
    tahun: int | None

    def given(self, call: Call, period: str) -> dict[str, Any]:
        """Settings that the SKPs give, where there is no campaign.

        Nobody has said there which kind of period the instansi uses; the period asked for says it.
        """
        if call.campaign:
            return {}
        return {
            "instansi": call.instansi or self.instansi,
            "tahun": call.tahun or self.tahun,
            "evaluasi": {"B": "bulanan", "S": "semester"}.get(period[:1].upper(), "triwulan"),
        }

    def plan(self, call: Call, period: str, settings: "Settings", selection: Selection) -> "list[Terbitan]":
        """The forms of the period, of the units and people selected."""
        from skpxl.issue.generate_evaluasi import plan_evaluations
        from skpxl.kinds.kind import Order, Wishes

        wishes = Wishes(units=selection.units, nips=selection.clean_nips, signing_key=call.signing_key)
        return plan_evaluations(self.files, period, Order(self.organisasi, settings, call.library, wishes))


def evaluation_sources(call: Call, sources: Sources) -> EvaluationSources:
    """Read and judge the SKPs (and the evaluations so far); without a roster they alone say who is in which unit."""
    from skpxl.campaign.folder import MASUK
    from skpxl.placing.implied import organisasi_dari_skp
    from skpxl.receive.validate import Measure

    if not sources.filled and not call.campaign:
        raise UsageError("Evaluasi dari SKP yang mana? Tambahkan --from FOLDER berisi SKP yang sudah diterima.")
    measure = Measure(call.library, organisasi=call.organisasi, signing_key=call.signing_key)
    filled = read_filled(call, call.sources(sources.filled, MASUK), measure)
    files = list(settle_copies(call, filled, measure).files)
    skps = [file.skp for file in files if file.skp and file.counted]
    if not skps:
        raise SkpxlError("Tidak ada SKP yang dapat dievaluasi di sana; periksa dengan `skpxl validate`.")
    organisasi = call.organisasi or organisasi_dari_skp(skps, with_missing=False)
    periode = skps[0].periode
    return EvaluationSources(tuple(files), organisasi, skps[0].instansi, periode.selesai.year if periode else None)


def read_filled(call: Call, paths: Sequence[Path], measure: "Measure") -> "list[ReceivedFile]":
    """The files that forms are issued from, judged; how many there are of what, and what the disk did not give, is said."""
    from skpxl.receive.validate import count_fates, validate

    sent = find(call, paths).files
    with progress("Membaca SKP", len(sent)) as advance:
        files = validate(sent, measure, advance=advance)
    say_held(files)
    say(f"Dibaca untuk penerbitan: {account(len(files), 'berkas', count_fates(files))}.", err=True)
    return files


def ensure_filled_in(call: Call) -> None:
    """Raise SkpxlError where the campaign is as `skpxl new` made it: without an instansi, or with its example rows."""
    from skpxl.campaign.settings import INSTANSI_KOSONG, NAMA_BERKAS
    from skpxl.checks.examples import CODE

    lacking = []
    if call.campaign and (call.instansi or call.campaign.settings.instansi).strip() in ("", INSTANSI_KOSONG):
        lacking.append(f"nama instansi belum diisi (`instansi` di {call.campaign.root / NAMA_BERKAS}, atau --instansi)")
    found = call.roster_read[1] if call.roster_read else ()
    examples = [finding for finding in found if finding.code == CODE]
    if examples:
        first = examples[0]
        lacking.append(
            f"{call.roster_file} masih memuat {len(examples)} baris contoh, misalnya “{first.found}” di "
            f"{first.sheet}!{first.cell}: ganti dengan isi yang sebenarnya atau hapus (semuanya: skpxl roster check)"
        )
    if lacking:
        raise SkpxlError(f"Belum ada yang diterbitkan: {'; '.join(lacking)}.")


@dataclass(frozen=True)
class LastingIds:
    """The roster with the ids that its products keep, and the record of them: the campaign's, else one beside the manifest."""

    file: Path
    reconciled: "Reconciled"

    @classmethod
    def of(cls, call: Call, organisasi: "Organisasi", folder: Path) -> "LastingIds":
        """Held against the record, where there is one; what was taken for the same product in other words is said."""
        from skpxl.campaign.products import NAMA_PRODUK, read_products, reconcile

        file = (call.campaign.root if call.campaign else folder) / NAMA_PRODUK
        reconciled = call.products if call.campaign else None
        reconciled = reconciled or reconcile(read_products(file), organisasi, call.library.sense)
        for text, produk in reconciled.reworded:
            say(
                f"Produk {produk.sebutan} berganti bunyi, dan dianggap produk yang sama: “{text}” menjadi “{produk.teks}”. "
                "Bila bukan, beri yang baru baris dan kode sendiri.",
                err=True,
            )
        for produk in reconciled.organisasi.produk:
            if produk.diragukan:
                meant, today = produk.diragukan
                say(
                    f"Kolom Mendukung produk {produk.sebutan} masih berisi “{produk.tertulis}”: dulu itu berarti “{meant}”, "
                    f"sekarang “{today}”. Isinya tidak dipakai; tulis teks produk yang didukung, atau betulkan nomornya.",
                    err=True,
                )
        return cls(file, reconciled)

    def record(self) -> None:
        """Write the record: before a form that carries these ids goes out."""
        from skpxl.campaign.products import record_products

        record_products(self.file, self.reconciled.known)


def agreed_roles(call: Call, paths: Sequence[Path], organisasi: "Organisasi") -> "tuple[Kesepakatan, list[Finding]]":
    """The agreed matrices, and what is to be said of them: galat and peringatan of the files, names that were not certain."""
    from skpxl.checks.sepakat import check_kolom, check_nama
    from skpxl.findings.wording import worded
    from skpxl.model.kesepakatan import Kesepakatan
    from skpxl.placing.columns import columns_of_today
    from skpxl.receive.agreed import read_agreed
    from skpxl.receive.validate import Measure

    measure = Measure(call.library, organisasi=organisasi, signing_key=call.signing_key)
    agreed = read_agreed(find(call, paths), measure)
    settled = settle_copies(call, agreed.files, measure)
    if settled.open:
        # Forms without the roles in question would have to be issued, and handed out, again.
        book = call.decisions
        where = f"putuskan di {book}" if book else "putuskan dengan --decisions KEPUTUSAN.xlsx"
        raise SkpxlError(
            f"{len(settled.open)} tempat dalam matriks masih bertabrakan, jadi tidak ada yang diterbitkan; {where}."
        )
    matrices, changed = columns_of_today(agreed.pembagian(settled.files), organisasi, call.library.sense)
    kesepakatan = Kesepakatan(matrices, organisasi)
    findings = [finding for file in settled.files for finding in file.findings if finding.severity.value != "info"]
    doubts = worded([*check_kolom(changed), *check_nama(kesepakatan)], call.library.pesan)
    return kesepakatan, [*settled.findings, *findings, *doubts]
