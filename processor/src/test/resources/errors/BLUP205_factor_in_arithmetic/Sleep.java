import org.blup.MixedModel;

@MixedModel("reaction ~ I(days * sex) + (1 | subject)")
record Sleep(double reaction, double days, Sex sex, String subject) {
  enum Sex { FEMALE, MALE }
}
