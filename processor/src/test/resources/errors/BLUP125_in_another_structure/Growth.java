import org.blup.MixedModel;

@MixedModel("height ~ visit + (0 + visit | plant) + ar1(0 + visit | plant)")
record Growth(double height, Visit visit, String plant) {

  enum Visit { SPRING, SUMMER, AUTUMN }
}
