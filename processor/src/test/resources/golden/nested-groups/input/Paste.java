package org.example;

import org.blup.MixedModel;

/** A group within another. */
@MixedModel("strength ~ 1 + (1 | batch/cask)")
record Paste(double strength, char batch, String cask) {}
