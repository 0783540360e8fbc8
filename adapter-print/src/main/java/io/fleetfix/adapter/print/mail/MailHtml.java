package io.fleetfix.adapter.print.mail;

import static io.fleetfix.adapter.print.mail.ShortText.escaped;

import io.fleetfix.adapter.print.content.DocumentText;
import io.fleetfix.adapter.print.content.DocumentText.Fact;
import io.fleetfix.adapter.print.content.LineText;
import io.fleetfix.adapter.print.content.TotalText;
import io.fleetfix.adapter.print.content.Wording;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The body of a mail as a page. Its layout is made of tables with attributes and inline styles,
 * because mail readers ignore most of what a browser understands. In dark mode, readers that know
 * the media query use colours with the same contrast.
 */
public final class MailHtml {
  private MailHtml() {}

  /** Writes the page. */
  public static String of(DocumentText document) {
    return """
    <!DOCTYPE html>
    <html lang="%s">
    %s
    %s
    </html>
    """
        .formatted(
            document.words().locale().toLanguageTag(), pageHead(document), pageBody(document));
  }

  private static String pageHead(DocumentText document) {
    return """
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="supported-color-schemes" content="light dark">
    <title>%s</title>
    <style>
    :root { color-scheme: light dark; }
    td, th { vertical-align: top; }
    .grey { color: #5a6068; }
    .line { border-bottom: 1px solid #d3d8dd; }
    small { font-size: 13px; line-height: 18px; }
    @media (prefers-color-scheme: dark) {
    .page { background-color: #14171a !important; }
    .sheet { background-color: #1f2429 !important; }
    .ink { color: #e9ecef !important; }
    .grey { color: #a9b1ba !important; }
    .accent { color: #8fc1e8 !important; }
    .line { border-color: #3a4148 !important; }
    .shade { background-color: #2a3036 !important; }
    }
    </style>
    </head>\
    """
        .formatted(escaped(document.title()));
  }

  private static String pageBody(DocumentText document) {
    Wording words = document.words();
    return """
    <body class="page" style="margin:0;padding:0;background-color:#eef1f4">
    <table role="presentation" class="page" width="100%%" cellpadding="0" cellspacing="0" \
    border="0" bgcolor="#eef1f4" style="background-color:#eef1f4">
    <tr><td align="center" style="padding:16px 8px">
    <table role="presentation" class="sheet" width="600" cellpadding="0" cellspacing="0" \
    border="0" bgcolor="#ffffff" style="width:100%%;max-width:600px;background-color:#ffffff">
    <tr><td class="ink" align="left" style="padding:24px 20px;\
    font-family:'Open Sans',Helvetica,Arial,sans-serif;font-size:15px;line-height:22px;\
    color:#1c2126">
    <p class="accent" style="margin:0 0 20px;font-size:19px;line-height:26px;color:#1d4e74">\
    <strong><bdi>%1$s</bdi></strong></p>
    %2$s<p style="margin:0 0 12px">%3$s</p>
    <p style="margin:0 0 20px">%4$s</p>
    <table role="presentation" cellpadding="0" cellspacing="0" border="0" \
    style="margin:0 0 20px">
    %5$s
    </table>
    <table width="100%%" cellpadding="6" cellspacing="0" border="0" \
    style="border-collapse:collapse">
    %6$s
    </table>
    %7$s
    <p style="margin:20px 0 0">%8$s<br><bdi>%1$s</bdi></p>
    </td></tr>
    </table>
    </td></tr>
    </table>
    </body>\
    """
        .formatted(
            escaped(document.seller()),
            document.isInvoice() ? "" : warning(words.text("notAnInvoice")),
            words.text("mail.greeting", "<bdi>" + escaped(document.customer()) + "</bdi>"),
            words.text(document.introduction()),
            facts(document),
            rows(document),
            document.notes().stream().map(MailHtml::note).collect(Collectors.joining("\n")),
            words.text("mail.regards"));
  }

  private static String warning(String text) {
    return """
    <p style="margin:0 0 16px;font-size:17px"><strong>%s</strong></p>
    """
        .formatted(text);
  }

  private static String facts(DocumentText document) {
    return Stream.concat(document.facts().stream(), document.statements().stream())
        .map(MailHtml::fact)
        .collect(Collectors.joining("\n"));
  }

  private static String fact(Fact fact) {
    if (fact.name().isEmpty()) {
      return """
      <tr><td class="ink" colspan="2" style="padding:2px 0;color:#1c2126"><bdi>%s</bdi></td></tr>\
      """
          .formatted(escaped(fact.value()));
    }
    return """
    <tr><td class="grey" valign="top" style="padding:2px 16px 2px 0;vertical-align:top;\
    color:#5a6068">%s</td>\
    <td class="ink" valign="top" style="padding:2px 0;vertical-align:top;color:#1c2126">\
    <bdi>%s</bdi></td></tr>\
    """
        .formatted(escaped(fact.name()), escaped(fact.value()));
  }

  private static String rows(DocumentText document) {
    return Stream.of(
            Stream.of(head(document)),
            document.lines().stream().map(line -> line(line, document)),
            document.totals().stream().map(total -> total(total, document)))
        .flatMap(rows -> rows)
        .collect(Collectors.joining("\n"));
  }

  private static String head(DocumentText document) {
    return """
    <tr class="shade" bgcolor="#eff2f5" style="background-color:#eff2f5">\
    <th class="ink" scope="col" align="left" style="color:#1c2126">%s</th>\
    <th class="ink" scope="col" align="right" style="white-space:nowrap;\
    color:#1c2126">%s</th></tr>\
    """
        .formatted(document.words().text("head.description"), document.amountHead());
  }

  /** Short, because there can be 200 of them: the style sheet adds what is not essential. */
  private static String line(LineText line, DocumentText document) {
    return """
    <tr><td class="line" valign="top"><bdi>%s</bdi><br><small class="grey"><bdi>%s</bdi></small>\
    </td><td class="line" valign="top" align="right" nowrap>%s</td></tr>\
    """
        .formatted(escaped(line.description()), escaped(detail(line, document)), line.net());
  }

  private static String detail(LineText line, DocumentText document) {
    String price = line.quantity() + " × " + line.unitPrice();
    String tax = line.rate().isEmpty() ? "" : " · " + document.tax() + " " + line.rate();
    return price + tax + " · " + line.detail();
  }

  private static String total(TotalText total, DocumentText document) {
    return """
    <tr%1$s><td class="%2$s" align="left" valign="top" style="%3$s">%4$s</td>\
    <td class="%2$s" align="right" valign="top" nowrap style="%3$s">%5$s&nbsp;%6$s</td></tr>\
    """
        .formatted(
            total.isTotal() ? " class=\"shade\" bgcolor=\"#eff2f5\"" : "",
            total.isSubtotal() ? "grey" : "ink",
            style(total),
            total.label(),
            total.amount(),
            document.currency());
  }

  private static String style(TotalText total) {
    return switch (total.weight()) {
      case SUBTOTAL -> "color:#5a6068";
      case PART -> "color:#1c2126";
      case TOTAL -> "color:#1c2126;font-weight:bold;font-size:17px";
    };
  }

  /** Not shortened: it can be what the law wants to be said. */
  private static String note(String note) {
    return """
    <p style="margin:16px 0 0"><bdi>%s</bdi></p>\
    """
        .formatted(ShortText.markupFree(note));
  }
}
