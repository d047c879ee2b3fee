import org.blup.MixedModel;

class Study {

  @MixedModel("reaction ~ 1 + (days | subject)")
  record Sleep(double reaction, double days, String subject) {}

  @MixedModel("reaction ~ 1 + (days | subject)")
  @SuppressWarnings("blup:903")
  record Nap(double reaction, double days, String subject) {}
}
