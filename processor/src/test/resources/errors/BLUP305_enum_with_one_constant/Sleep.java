import org.blup.MixedModel;

@MixedModel("reaction ~ days + drug + (1 | subject)")
record Sleep(double reaction, double days, Drug drug, String subject) {
  enum Drug { PLACEBO }
}
