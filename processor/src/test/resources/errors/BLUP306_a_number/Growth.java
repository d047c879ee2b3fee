import org.blup.MixedModel;

@MixedModel("height ~ week + toep(0 + week | plant)")
record Growth(double height, int week, String plant) {}
