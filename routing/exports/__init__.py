"""Lists as files, CSV or XLSX: what they hold, why somebody wants them, and the large ones in the background."""
