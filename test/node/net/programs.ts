// Everything that programs do with net.
import './connected.ts';
import './connecting.ts';
import './documented.ts';
import './falsyOptions.ts';
import './laterNode.ts';
import './oldStyle.ts';
