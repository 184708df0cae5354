"""Small files of several formats, made in memory."""

from __future__ import annotations

import io
import zipfile


def pdf(*pages: list[str]) -> bytes:
    """A PDF whose pages have these lines as a text layer, in one font with a map to Unicode."""
    letters = sorted({letter for page in pages for line in page for letter in line})
    codes = {letter: number for number, letter in enumerate(letters, 1)}
    pairs = "\n".join(f"<{code:02X}> <{ord(letter):04X}>" for letter, code in codes.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{pairs}\nendbfchar\nendcmap end end"
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [{}] /Count {} >>".format(
            " ".join(f"{5 + 2 * n} 0 R" for n in range(len(pages))), len(pages)
        ),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 4 0 R >>",
        f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream",
    ]
    for number, page in enumerate(pages):
        shown = "\n".join(
            f"<{''.join(f'{codes[letter]:02X}' for letter in line)}> Tj T*" for line in page
        )
        stream = f"BT /F1 12 Tf 14 TL 72 720 Td\n{shown}\nET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {6 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1"))
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    for place in places:
        out.write(f"{place:010} 00000 n \n".encode())
    out.write(
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()
    )
    return out.getvalue()


def docx(*paragraphs: str, table: tuple[tuple[str, ...], ...] = ()) -> bytes:
    """A Word document with a table after its first paragraph."""
    import docx as python_docx

    document = python_docx.Document()
    for number, paragraph in enumerate(paragraphs):
        document.add_paragraph(paragraph)
        if number == 0 and table:
            grid = document.add_table(len(table), len(table[0]))
            for row, cells in enumerate(table):
                for column, words in enumerate(cells):
                    grid.cell(row, column).text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def zipped(files: dict[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


BODY = (
    "В Минске прошла встреча министров транспорта Беларуси и Литвы. Стороны обсудили открытие "
    "рейсов и подписали меморандум о сотрудничестве."
)

PAGE = f"""<!DOCTYPE html>
<html lang="ru"><head><meta charset="utf-8">
<title>Министры обсудили транспорт — Министерство</title>
<meta property="og:title" content="Министры обсудили транспорт">
<meta property="article:published_time" content="2026-05-14T09:30:00+03:00">
</head><body>
<nav><ul><li><a href="/">Главная</a></li><li><a href="/news">Новости</a></li></ul></nav>
<article><h1>Министры обсудили транспорт</h1>
<p>{BODY}</p><p>{BODY.replace("Минске", "Гомеле")}</p></article>
<footer>Все права защищены. Телефон горячей линии.</footer>
<script>document.write("реклама")</script></body></html>
"""

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Министерство</title><link>https://example.org/</link>
<item><title>Министры &amp; транспорт</title><link>https://example.org/1</link>
<guid isPermaLink="false">release-1</guid>
<pubDate>Thu, 14 May 2026 01:30:00 +0400</pubDate>
<description>Коротко.</description>
<content:encoded><![CDATA[<p>{BODY}</p><ul><li>открыть рейс;</li><li>создать группу.</li></ul>
<script>alert(1)</script>]]></content:encoded></item>
<item><title>Пусто</title><description></description></item>
</channel></rss>
"""

ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Министерство</title>
<entry><title>Визит</title><id>https://example.org/2/long</id>
<published>2026-05-15T23:50:00-05:00</published>
<content type="text">{BODY}</content></entry></feed>
"""
