package org.example;

import org.blup.MixedModel;

/** Methods of the group that effects of the same name would hide. */
@SuppressWarnings("blup:903")
@MixedModel("y ~ x + level + (column + mode + variance + correlation + level | effects)")
record Level(
    double y,
    double x,
    String level,
    double mode,
    double column,
    double variance,
    double correlation,
    String effects) {}
