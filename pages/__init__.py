"""The pages, a folder each: `view.py` gathers, `page.py` draws."""
