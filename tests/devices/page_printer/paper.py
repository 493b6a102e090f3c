"""PDF documents to print: as small as they can be, with as many pages as asked for."""


def pdf_of(pages: int, words: str = "") -> bytes:
    """A PDF of blank A4 pages (ISO 32000-1, 7.5.2; readers rebuild its missing cross-reference table)."""
    kids = " ".join(f"{number + 3} 0 R" for number in range(pages))
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
        *[page] * pages,
    ]
    objects = "".join(f"{number} 0 obj\n{body}\nendobj\n" for number, body in enumerate(bodies, 1))
    return f"%PDF-1.4\n% {words}\n{objects}trailer << /Root 1 0 R >>\n%%EOF\n".encode()
