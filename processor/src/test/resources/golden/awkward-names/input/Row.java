package org.example;

import org.blup.Column;
import org.blup.MixedModel;

/** Names that Java, the runtime or the generated code use for something else. */
@SuppressWarnings("blup:903")
@MixedModel(
    "out ~ estimates * row + sigma + `class` + column"
        + " + (correlation + mode | fit) + (variance | String) + (row | effects)")
record Row(
    double out,
    double estimates,
    int row,
    boolean sigma,
    double mode,
    double variance,
    double correlation,
    String column,
    @Column("class") double classroom,
    String fit,
    String effects,
    String String) {}
