package org.example;

import org.blup.MixedModel;
import org.blup.Offset;
import org.blup.Fixed;
import org.blup.Random;
import org.blup.Response;
import org.blup.Weight;

/** A known part of the response, and rows that count differently. */
@MixedModel
record Dose(
    @Response double effect,
    @Fixed float dose,
    @Offset double baseline,
    @Weight int patients,
    @Random String clinic) {}
