package org.example;

import org.blup.MixedModel;

/** The levels of variety are found in the data, so its coefficients are reached by level. */
@MixedModel("yield ~ nitro * variety + (1 | block/variety)")
record Oats(double yield, double nitro, String variety, String block) {}
