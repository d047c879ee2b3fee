package org.blup.script;

import org.blup.MixedModel;
import org.blup.Weight;

@MixedModel("yield ~ variety * nitro + factor(row) + (1 | block/variety)")
record Plot(
    double yield, String variety, double nitro, String block, int row, @Weight double area) {}
