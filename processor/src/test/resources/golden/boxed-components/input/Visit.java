package org.example;

import org.blup.MixedModel;

/** Every component may be null, which means missing. */
@MixedModel("weight ~ days + smoker + grade + (days | patient) + (1 | clinic)")
record Visit(
    Double weight, Integer days, Boolean smoker, Character grade, Long patient, Short clinic) {}
