import org.blup.MixedModel;

@MixedModel(name = "Slopes", value = "reaction ~ days + (days | subject)")
@MixedModel(
    name = "Intercepts",
    value = "reaction ~ days + (1 | sbject)")
record Sleep(double reaction, double days, String subject) {}
