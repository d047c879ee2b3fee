package farm;

import org.blup.MixedModel;

@MixedModel("weight ~ week + (week | pen) + residual(ar1(week | pen:animal))")
record Growth(double weight, int week, String pen, int animal) {}
