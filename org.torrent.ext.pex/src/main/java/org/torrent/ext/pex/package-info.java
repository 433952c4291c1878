/** ut_pex (BEP 11): peers tell each other whom they are connected to, as a full plugin like any other. */
package org.torrent.ext.pex;
