"""The page printer: PDF documents in, IPP out, and an honest answer to whether they came onto paper."""
