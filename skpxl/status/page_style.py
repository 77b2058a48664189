"""The style of the page: one column on a phone, black on white, and the same on paper. It holds no text and no figure."""

STYLE = """
:root{color-scheme:light;--garis:#c5ced6;--redup:#4a5763;--awas:#b71c1c}
*{box-sizing:border-box}
body{margin:0 auto;max-width:70rem;padding:1rem;background:#fff;
color:#16202a;font:1rem/1.45 Arial,"Liberation Sans",Helvetica,sans-serif}
h1{font-size:1.5rem;margin:0 0 .25rem}
h2{font-size:1.15rem;margin:1.75rem 0 .5rem;border-bottom:2px solid #1f3864;padding-bottom:.2rem}
header p,footer p{margin:.25rem 0;color:var(--redup)}
.angka{display:flex;flex-wrap:wrap;gap:.5rem;list-style:none;margin:1rem 0 0;padding:0}
.angka li{flex:1 1 8rem;border:1px solid var(--garis);border-radius:.35rem;padding:.6rem .75rem}
.angka strong{display:block;font-size:1.9rem;line-height:1.1}
#lambat{color:var(--awas)}
table{border-collapse:collapse;width:100%;font-size:.92rem}
thead th{text-align:left;vertical-align:bottom;border-bottom:2px solid var(--garis);padding:.35rem .4rem;font-size:.82rem}
thead th:not(:first-child){text-align:right}
#t-terlambat thead th:nth-child(2),#t-menunggu thead th:nth-child(2),#t-selebihnya thead th:nth-child(2){text-align:left}
tbody th,td{
font-weight:normal;text-align:left;vertical-align:top;border-bottom:1px solid var(--garis);padding:.4rem;overflow-wrap:anywhere}
tbody th{min-width:9rem}
small{display:block;color:var(--redup);font-size:.82rem}
td.n{text-align:right;white-space:nowrap;overflow-wrap:normal;font-variant-numeric:tabular-nums}
td.awas{color:var(--awas);font-weight:bold}
.sisa{color:var(--redup)}
figure{margin:.75rem 0}
svg{display:block;width:100%;max-width:36rem;height:auto}
.kunci{display:flex;flex-wrap:wrap;gap:.2rem 1rem;list-style:none;margin:0 0 .5rem;padding:0;font-size:.85rem}
.kunci span{display:inline-block;width:.9em;height:.9em;margin-right:.35em;border:1px solid #5f6b76;vertical-align:-.1em}
@media (max-width:40rem){body{padding:.6rem}.lebar{display:none}thead th{font-size:.75rem}tbody th{min-width:0}}
@media print{body{max-width:none;padding:0;font-size:10pt}tr,figure,li{break-inside:avoid}
h2{break-after:avoid}thead{display:table-header-group}
.kunci span{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
@page{margin:14mm 12mm}
"""
