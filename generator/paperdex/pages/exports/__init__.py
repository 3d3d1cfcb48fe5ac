"""Papers as other programs want them: each format a module, papers in, one text out."""
