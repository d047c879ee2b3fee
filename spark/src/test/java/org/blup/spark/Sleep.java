package org.blup.spark;

import org.blup.MixedModel;

/** A reaction in the sleep study. */
@MixedModel("reaction ~ days + (days | subject)")
record Sleep(double reaction, double days, String subject) {}
