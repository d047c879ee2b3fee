import org.blup.MixedModel;

@MixedModel("weight ~ mother + (1 | related(age))")
record Gryphon(double weight, String animal, String mother, double age) {}
