package org.blup.plots;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.blup.internal.plots.pen.TextWidths;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** A picture as its readers see it: the marks and texts of its SVG. */
final class Picture {

  private final Document document;

  private Picture(Document document) {
    this.document = document;
  }

  static Picture of(Plot plot) {
    return of(plot.svg());
  }

  /** A picture, or a page without its document type, which says nothing to XML. */
  static Picture of(String text) {
    String svg = text.replaceFirst("^<!DOCTYPE html>", "");
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setNamespaceAware(true);
      return new Picture(
          factory
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8))));
    } catch (Exception e) {
      throw new AssertionError("not well-formed: " + e.getMessage(), e);
    }
  }

  Element root() {
    return document.getDocumentElement();
  }

  /** The elements in groups of a kind, in the order they are drawn. */
  List<Element> marks(String kind) {
    List<Element> marks = new ArrayList<>();
    for (Element group : elements("g")) {
      if (group.getAttribute("class").equals(kind)) {
        NodeList children = group.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
          if (children.item(i).getNodeType() == Node.ELEMENT_NODE) {
            marks.add((Element) children.item(i));
          }
        }
      }
    }
    return marks;
  }

  List<Element> elements(String name) {
    NodeList found = document.getElementsByTagNameNS("*", name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  /** What is written in groups of a kind. */
  List<String> texts(String kind) {
    return marks(kind).stream().map(Element::getTextContent).toList();
  }

  /** The number at a pixel, by what is written along an axis of a picture of one panel. */
  double valueAt(String labels, String coordinate, double pixel) {
    List<Element> ticks = marks(labels);
    assertThat(ticks.size()).as("ticks").isGreaterThan(1);
    Element first = ticks.get(0);
    Element last = ticks.get(ticks.size() - 1);
    double offset = labels.equals("y-labels") ? -4 : 0;
    double from = number(first, coordinate) + offset;
    double to = number(last, coordinate) + offset;
    double low = value(first);
    double high = value(last);
    return low + (pixel - from) / (to - from) * (high - low);
  }

  /** Where labels that are not turned begin and end, from left to right, by their base line. */
  Map<Double, List<double[]>> labelSpans(String labels) {
    Map<Double, List<double[]>> spans = new TreeMap<>();
    for (Element label : marks(labels)) {
      if (!label.hasAttribute("transform")) {
        double half = TextWidths.of(label.getTextContent(), number(label, "font-size"), false) / 2;
        double x = number(label, "x");
        spans
            .computeIfAbsent(number(label, "y"), y -> new ArrayList<>())
            .add(new double[] {x - half, x + half});
      }
    }
    spans.values().forEach(line -> line.sort(Comparator.comparingDouble(span -> span[0])));
    return spans;
  }

  private static double value(Element tick) {
    return Double.parseDouble(tick.getTextContent().replace('−', '-'));
  }

  static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  /** Every coordinate of marks and texts lies within the picture. */
  void assertNothingIsOutside() {
    double width = number(root(), "width");
    double height = number(root(), "height");
    for (String name : List.of("circle", "line", "text", "rect")) {
      for (Element element : elements(name)) {
        for (String attribute : List.of("x", "x1", "x2", "cx", "y", "y1", "y2", "cy")) {
          if (element.hasAttribute(attribute)) {
            double limit = attribute.contains("x") ? width : height;
            assertThat(number(element, attribute)).as(attribute).isBetween(0.0, limit);
          }
        }
      }
    }
  }
}
