package org.example;

import org.blup.Column;
import org.blup.MixedModel;

/** Groups are named like types and variables of the code that reads files. */
@MixedModel("y ~ `the \"old\" columns` + (1 | path) + (1 | list) + (1 | cells) + (1 | csvReading) + (1 | recordColumns)")
record Row(
    double y,
    @Column("the \"old\" columns") double columns,
    String path,
    String list,
    String cells,
    String csvReading,
    String recordColumns) {}
