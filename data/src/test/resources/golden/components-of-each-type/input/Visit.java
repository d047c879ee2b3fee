package org.example;

import org.blup.Column;
import org.blup.MixedModel;

/** A row with a component of each type. */
@MixedModel("score ~ `dose (mg)` + (1 | patient)")
record Visit(
    double score,
    @Column("dose (mg)") double dose,
    Double age,
    float weight,
    Float height,
    long id,
    Long parent,
    int visits,
    Integer falls,
    short room,
    Short bed,
    byte ward,
    Byte floor,
    boolean treated,
    Boolean smokes,
    char grade,
    Character sector,
    String patient,
    Arm arm) {

  enum Arm {
    PLACEBO,
    LOW_DOSE,
    _2
  }
}
