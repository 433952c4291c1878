package org.torrent.ipfilter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of lists as they are found in the world. */
class FilterLineTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.1                                                   | 192.0.2.1-192.0.2.1",
                "192.0.2.0/24                                                | 192.0.2.0-192.0.2.255",
                "192.0.2.77/24                                               | 192.0.2.0-192.0.2.255",
                "0.0.0.0/0                                                   | 0.0.0.0-255.255.255.255",
                "192.0.2.1/32                                                | 192.0.2.1-192.0.2.1",
                "192.0.2.1-192.0.2.9                                         | 192.0.2.1-192.0.2.9",
                "192.0.2.1 - 192.0.2.9 # a comment                           | 192.0.2.1-192.0.2.9",
                "Some Name, Inc.:192.0.2.1-192.0.2.9                         | 192.0.2.1-192.0.2.9",
                "a name: with colons:192.0.2.1-192.0.2.9                     | 192.0.2.1-192.0.2.9",
                ":192.0.2.1-192.0.2.9                                        | 192.0.2.1-192.0.2.9",
                "192.000.002.001 - 192.000.002.009 , 000 , Some Name         | 192.0.2.1-192.0.2.9",
                "010.000.000.001 - 010.000.000.008 , 100 , octets are decimal | 10.0.0.1-10.0.0.8",
                "192.0.2.1-192.0.2.9,127,edge                                | 192.0.2.1-192.0.2.9",
                "192.0.2.1 - 192.0.2.9 , Some Name                           | 192.0.2.1-192.0.2.9",
                "2001:db8::/32 | 2001:db8:0:0:0:0:0:0-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
                "2001:db8::1-2001:db8::9                                     | 2001:db8:0:0:0:0:0:1-2001:db8:0:0:0:0:0:9",
                "name:2001:db8::1-2001:db8::9                                | 2001:db8:0:0:0:0:0:1-2001:db8:0:0:0:0:0:9",
                "::ffff:192.0.2.1                                            | 192.0.2.1-192.0.2.1",
                "\uFEFF192.0.2.1                                             | 192.0.2.1-192.0.2.1",
            })
    void of_whenItHasARange_shouldBlockIt(String line, String range) {
        FilterLine read = FilterLine.of(line);
        assertThat(read.kind()).isEqualTo(FilterLine.Kind.BLOCKS);
        assertThat(read.range()).hasToString(range);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "# 192.0.2.1",
                "// 192.0.2.1",
                "; 192.0.2.1",
                "192.0.2.1 - 192.0.2.9 , 128 , allowed",
                "192.0.2.1 - 192.0.2.9 , 200 , allowed"
            })
    void of_whenItIsAComment_orAllowed_shouldSayNothing(String line) {
        assertThat(FilterLine.of(line).kind()).isEqualTo(FilterLine.Kind.SAYS_NOTHING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE html>",
                "example.com",
                "localhost",
                "192.0.2",
                "192.0.2.256",
                "192.0.2.1.1",
                "192.0.2.0/33",
                "192.0.2.0/",
                "192.0.2.0/-1",
                "192.0.2.0/99999999999",
                "192.0.2.9-192.0.2.1",
                "192.0.2.1-2001:db8::1",
                "192.0.2.1-",
                "-192.0.2.1",
                "2001:db8::/129",
                "2001:zz8::",
                "1:2:3",
                "fe80::1%eth0",
                "name:",
                "::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::",
                "\u0661\u0669\u0662.0.2.1"
            })
    void of_whenItIsSomethingElse_shouldNotGuess(String line) {
        assertThat(FilterLine.of(line).kind()).isEqualTo(FilterLine.Kind.UNKNOWN);
    }
}
