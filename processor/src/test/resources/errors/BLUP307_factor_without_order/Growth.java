import org.blup.MixedModel;

@MixedModel("height ~ season + ar1(0 + season | plant)")
record Growth(double height, String season, String plant) {}
