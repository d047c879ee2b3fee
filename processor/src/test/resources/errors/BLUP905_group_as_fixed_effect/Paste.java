import org.blup.MixedModel;

@MixedModel("strength ~ batch + (1 | batch)")
record Paste(double strength, String batch) {}
