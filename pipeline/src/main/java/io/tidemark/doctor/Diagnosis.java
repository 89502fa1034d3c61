package io.tidemark.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.doctor.Finding.Grade;
import java.util.List;
import java.util.Locale;

/**
 * All that an examination found.
 *
 * @param findings in the order of the examination
 * @param needs the rights that a run needs
 */
public record Diagnosis(List<Finding> findings, AccessNeeds needs) {

  public Diagnosis {
    findings = List.copyOf(findings);
  }

  /** The worst of the findings. */
  public Grade worst() {
    return findings.stream().map(Finding::grade).max(Grade::compareTo).orElse(Grade.OK);
  }

  private long count(Grade grade) {
    return findings.stream().filter(finding -> finding.grade() == grade).count();
  }

  private String counted(Grade grade, String name) {
    long count = count(grade);
    return count + " " + name + (count == 1 ? "" : "s");
  }

  /** For people: a line each, then the rights. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      String grade = finding.grade() == Grade.OK ? "ok" : finding.grade().name();
      text.append(
          String.format(Locale.ROOT, "%-11s %s: %s\n", grade, finding.about(), finding.line()));
    }
    text.append(counted(Grade.FAULT, "fault"))
        .append(", ")
        .append(counted(Grade.WARNING, "warning"));
    if (count(Grade.UNREACHABLE) > 0) {
      text.append("; not everything could be reached");
    }
    text.append("\n\n");
    return text.append(needs.text()).toString();
  }

  /** For programs: one JSON object on a line. */
  public String json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("healthy", worst().compareTo(Grade.WARNING) <= 0);
    ArrayNode all = root.putArray("findings");
    for (Finding finding : findings) {
      all.addObject()
          .put("grade", finding.grade().name().toLowerCase(Locale.ROOT))
          .put("about", finding.about())
          .put("told", finding.told())
          .put("advice", finding.advice());
    }
    needs.policy().ifPresent(policy -> root.set("policy", policy));
    ArrayNode folders = root.putArray("folders");
    needs.folders().forEach(folders::add);
    return root + "\n";
  }
}
