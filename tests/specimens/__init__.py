"""The maker of made-up papers: people, sheets to draw on, layouts per document type, camera faults.

Every specimen comes from a layout and a seed and knows its own truth, so that reading can be measured.
"""
