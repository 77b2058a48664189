"""`skpxl rules`."""

import click

from skpxl.cli import options
from skpxl.cli.call import Call, pass_call
from skpxl.cli.screen import say, say_json
from skpxl.errors import UsageError


@click.command("rules", epilog="Contoh:  skpxl rules target-kosong")
@click.argument("codes", metavar="[KODE]...", nargs=-1)
@options.as_json
@pass_call
def command(call: Call, codes: tuple[str, ...]) -> None:
    """Tampilkan semua aturan (atau aturan KODE): kalimatnya, dasarnya, dan contohnya.

    Di folder putaran SKP tampil juga berat yang diatur di [temuan] skpxl.toml.
    """
    from skpxl.findings.catalogue import KODE
    from skpxl.findings.wording import in_general

    pesan = call.library.pesan
    if unknown := [code for code in codes if code not in KODE]:
        raise UsageError(f"Kode {', '.join(unknown)} tidak ada; lihat semuanya dengan `skpxl rules`.")
    chosen = {code: rule for code, rule in KODE.items() if not codes or code in codes}
    weights = call.weights
    if call.as_json:
        say_json(
            {
                code: {**rule._asdict(), "severity": weights.get(code, rule.severity), **pesan.get(code, {})}
                for code, rule in chosen.items()
            }
        )
        return
    scope = ""
    for code, rule in chosen.items():
        if rule.lingkup != scope:
            scope = rule.lingkup
            say("")
            say(f"== {scope} ==", bold=True)
        texts = pesan.get(code, {})
        weight = weights.get(code)
        say(f"{code} ({f'{weight} menurut skpxl.toml, bawaannya {rule.severity}' if weight else rule.severity})")
        say(f"    {in_general(code, pesan, 'pesan', 'saran')}")
        say(f"    Dasar: {rule.dasar}. Contoh: {texts.get('contoh', '')}")
