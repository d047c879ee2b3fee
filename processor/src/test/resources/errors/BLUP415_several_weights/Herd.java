import org.blup.MixedModel;
import org.blup.Weight;

@MixedModel("incidence ~ 1 + (1 | herd)")
record Herd(
    double incidence,
    @Weight int size,
    @Weight int animals,
    String herd) {}
