"""What is issued into another folder than the round's own leaves no second valid form behind there."""

from campaigns import INSTANSI, PD, ROSTER, roster, skpxl
from forms import KETUA

from skpxl.issue.manifest import Manifest
from skpxl.model.skp import Identitas

OUTSIDE = Identitas(nama="Markus Contoh", jabatan="Kepala Badan")


def test_a_form_replaced_from_elsewhere_is_marked_in_the_own_folder_and_named_where_it_lies(tmp_path):
    root, lain = tmp_path / "putaran", tmp_path / "lain"
    skpxl("new", root, "--instansi", INSTANSI, "--tahun", "2022")
    (root / "roster.xlsx").unlink()
    roster(root / "roster.xlsx")
    skpxl("-C", root, "generate")
    people = [
        one.model_copy(update={"nip_penilai": "", "penilai_luar": OUTSIDE}) if one.nip == KETUA else one
        for one in ROSTER.pegawai
    ]
    (root / "roster.xlsx").unlink()
    roster(root / "roster.xlsx", ROSTER.model_copy(update={"pegawai": tuple(people)}))
    run = skpxl("-C", root, "generate", "-o", lain, "--force", "--nip", KETUA)
    old, new = f"{PD}/SKP_2022_{KETUA}.xlsx", f"{PD}/SKP_2022_{KETUA}_2.xlsx"
    assert f"{lain / new} menggantikan {root / 'formulir' / old}, yang tidak berlaku lagi." in run.err
    assert Manifest.of(root / "formulir").replaced() == {old: str(lain / new)}
    assert [row.berkas for row in Manifest.of(root / "formulir").issued() if not row.is_replaced] == sorted(
        row.berkas for row in Manifest.of(root / "formulir").issued() if row.berkas != old
    )
    assert [row.berkas for row in Manifest.of(lain).issued()] == [new]
