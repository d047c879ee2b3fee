import org.blup.MixedModel;

@MixedModel("y ~ (a + b + c + d + e + f + g + h + i + j + k + l + m + n)^14 + (1 | z)")
record Wide(
    double y, double a, double b, double c, double d, double e, double f, double g,
    double h, double i, double j, double k, double l, double m, double n, String z) {}
