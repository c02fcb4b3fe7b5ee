"""What a page is and which pages are one paper: cues as data, votes, splitting."""
