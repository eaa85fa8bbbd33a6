"""What all pages share: scope, cached loaders, widgets, words and looks."""
