// Small comforts of the desk; each page works without.
