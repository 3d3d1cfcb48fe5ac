"""Records in the formats of other programs: papers in, text out."""
