package org.example;

import org.blup.MixedModel;

/** Each worker has an effect on each machine; the machines are found in the data. */
@SuppressWarnings("blup:903")
@MixedModel("score ~ machine + (machine | worker) + (0 + hours + night | worker:machine)")
record Machines(double score, String machine, String worker, double hours, boolean night) {}
