import org.blup.MixedModel;

@MixedModel("strength ~ batch + factor(batch) + (1 | cask)")
record Paste(double strength, int batch, String cask) {}
