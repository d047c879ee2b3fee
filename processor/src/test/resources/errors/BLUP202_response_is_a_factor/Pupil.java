import org.blup.MixedModel;

@MixedModel("passed ~ hours + (1 | school)")
record Pupil(boolean passed, double hours, String school) {}
