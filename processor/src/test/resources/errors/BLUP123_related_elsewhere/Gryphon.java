import org.blup.MixedModel;

@MixedModel("weight ~ age + (1 | ped(animal))")
record Gryphon(double weight, String animal, String mother, double age) {}
