"""What hand-written pages say of the atlas, and what they are given for it: views in fences, and links by id."""
