import org.blup.MixedModel;

@MixedModel("reaction ~ drug + (1 | subject)")
record Sleep(double reaction, Drug drug, String subject) {
  private enum Drug { CAFFEINE, PLACEBO }
}
