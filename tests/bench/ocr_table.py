"""`docs/bench/ocr.md` out of the figures of `docs/bench/ocr.json`.

>>> _shown({"cpu": 1.5, "wall": 0.8})
'1.50 / 0.80'
"""

from typing import Any

_HEAD = """\
# OCR: our engine beside others

Made by `make bench` (`make bench SAMPLES=/some/folder` adds the pictures of a folder); the numbers are in `ocr.json`.
{machine}

Against the unmodified `paddleocr` pipeline, cold: **{cpu} times fewer processor seconds a page**, {wall} times less wall
time; warm: {cpu_warm} and {wall_warm}. Character error {cer} %, which is {delta:+.3f} points.

| engine | cold: CPU / wall s a page | warm | wrong of {characters} | error % | load: CPU / wall s | peak MB |
|---|---|---|---|---|---|---|
"""
_SAMPLES = """
The {count} pictures of the samples folder. They have no written truth: *same* is the share of characters, wherever they
stand, that the unmodified pipeline reads too.

| engine | cold: CPU / wall s a page | same |
|---|---|---|
"""
_FOOT = """
## How to read it

- `paddleocr` is the pipeline as its package makes it: `engine="onnxruntime"`, PP-OCRv6_small, {threads} threads, its memory
  arena on. `ours` is the same pipeline with the same weights and our parts in it (`extractors/ocr`).
- Cold: a page of a size that the engine did not see before, as in production. Warm: the same page once more. All engines
  read a page before the next one comes, so other work on the machine hits them alike. Processor seconds are the measure;
  wall seconds on a shared machine say little.
- The rivals run as their packages set them up, with {threads} threads and the same PP-OCRv6_small weights (their own copies);
  `rapidocr` without its line-turning model, as we do. `faster-paddle` looks for lines on a page shrunk to 1600 pixels.
- The {made} made pages are drawn by lot from dense print, small print, tables, bills and cards, flat and as photos; {left_out}
  pages, made or given, were left out because the time was up. With few pages the error says little. Made pages are kinder
  than real ones; rows are compared without spaces and in NFKC.
- Which numbers we compute in depends on the CPU (`extractors/ocr/precision.py`): bfloat16 where it has it, else
  32-bit floats. The goal is 3 times with bfloat16 and 1.4 without.
- `make bench` does not repeat the long memory run: `python -m tests.bench.ocr_memory PAGES` does (`ocr-memory.json`).
"""


def table(figures: dict[str, Any]) -> str:
    """The page, in Markdown."""
    head = _HEAD.format(
        machine=_machine(figures),
        cpu=figures["cpu_ratio_vs_paddleocr"],
        wall=figures["wall_ratio_vs_paddleocr"],
        cpu_warm=figures["cpu_ratio_vs_paddleocr_warm"],
        wall_warm=figures["wall_ratio_vs_paddleocr_warm"],
        cer=figures["cer"],
        delta=figures["cer_delta"],
        characters=figures["pages"]["characters"],
    )
    engines, pages = figures["engines"], figures["pages"]
    text = head + "\n".join(_row(name, row) for name, row in engines.items()) + "\n"
    if pages["samples"]:
        rows = [_sample_row(name, row) for name, row in engines.items()]
        text += _SAMPLES.format(count=pages["samples"]) + "\n".join(rows) + "\n"
    return text + _FOOT.format(
        threads=figures["cpu"]["threads"], made=pages["made"], left_out=pages["left_out"]
    )


def _machine(figures: dict[str, Any]) -> str:
    cpu, load = figures["cpu"], figures["load_average"]
    return (
        f"{cpu['cores']} cores of {cpu['model']} ({', '.join(cpu['features'])}); load average {load['first']} at first, "
        f"{load['most']} at most: what exceeds {cpu['threads']} is other work on the same machine."
    )


def _row(name: str, row: dict[str, Any]) -> str:
    if "missing" in row:
        return f"| {name} | not measured: {row['missing']} | | | | | |"
    cells = (
        f"{row['version']} ({name})" if name == "ours" else row["version"],
        *(_shown(row[state]) for state in ("cold", "warm")),
        row["wrong"],
        f"{row['cer']:.3f}",
        _shown(row["load"]),
        row["peak_mb"],
    )
    return f"| {' | '.join(map(str, cells))} |"


def _sample_row(name: str, row: dict[str, Any]) -> str:
    if "missing" in row:
        return f"| {name} | not measured | |"
    return f"| {name} | {_shown(row['samples'])} | {row['samples']['same_characters']} |"


def _shown(seconds: dict[str, float]) -> str:
    return f"{seconds['cpu']:.2f} / {seconds['wall']:.2f}"
