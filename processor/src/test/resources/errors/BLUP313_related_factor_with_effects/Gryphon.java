import org.blup.MixedModel;

@MixedModel("weight ~ animal + (1 | related(animal))")
record Gryphon(double weight, String animal, String mother, double age) {}
