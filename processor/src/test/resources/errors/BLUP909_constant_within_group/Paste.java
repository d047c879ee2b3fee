import org.blup.MixedModel;

@MixedModel("strength ~ batch + (batch | batch:cask)")
record Paste(double strength, String batch, String cask) {}
